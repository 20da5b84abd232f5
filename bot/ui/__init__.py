"""What people see: pure functions from a job to what Discord shows of it."""
