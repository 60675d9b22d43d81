"""Settings, addresses, the ASGI application: the only place that knows every part."""
