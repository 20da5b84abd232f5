"""What tells why Easel is stuck: it listens and counts while Easel runs, for /status and for Prometheus."""
