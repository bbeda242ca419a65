"""The button in a message that takes the action back."""

from django import template
from django.contrib.messages.storage.base import Message

from coopregistry.answers import undo_address

register = template.Library()


@register.filter
def undo_of(message: Message) -> str:
    return undo_address(message.extra_tags)
