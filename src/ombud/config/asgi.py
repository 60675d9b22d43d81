"""The ASGI application, for uvicorn and any other server."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ombud.config.settings")
application = get_asgi_application()
