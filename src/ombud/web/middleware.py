"""What the database refuses becomes a plain page instead of a broken one: nothing was changed, and why."""

from __future__ import annotations

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from .pages.errors import refused_by_database


class GuaranteesSpeak(MiddlewareMixin):
    """A guarantee of the database that no form of ours foresaw: a mistake of ours, or an attack."""

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Only for what a guarantee refused; everything else goes its way."""
        return refused_by_database(request, exception) if isinstance(exception, IntegrityError) else None
