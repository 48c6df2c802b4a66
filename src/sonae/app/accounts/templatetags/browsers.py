"""Words for browsers in templates: `{{ one.user_agent|browser }}`."""

from django import template

from sonae.app.accounts.browsers import browser

register = template.Library()
register.filter(browser)
