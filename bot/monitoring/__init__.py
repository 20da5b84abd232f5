"""Why it is stuck, for whoever is asked: what is counted while Easel runs, for /status and for Prometheus."""
