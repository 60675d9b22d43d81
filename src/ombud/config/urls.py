"""Who answers which address."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("ombud.web.keeping_urls")),
    path("account/", include("allauth.urls")),
    path("", include("ombud.portal.urls")),
    path("", include("ombud.web.urls")),
]

handler500 = "ombud.config.failing.broken"
handler403 = "ombud.config.failing.forbidden"
handler404 = "ombud.config.failing.missing"
