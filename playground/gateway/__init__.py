"""The gateway: sessions over websockets (developers/events/gateway)."""
