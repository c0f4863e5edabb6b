"""Numbers and their precision, as our readers and our sources write them."""

from decimal import Decimal

from django.utils.translation import gettext

from reference.enums import Precision


def format_number(value: Decimal | int) -> str:
    """`35700` as `35,700` in both languages; decimals only when there are some.

    Django's Spanish writes 35.700, which in Mexico reads as a number with decimals. Mexico, where
    the content comes from, groups thousands by commas as English does, and so do our sources.
    """
    number = Decimal(value)
    text = f"{number:,.2f}" if number % 1 else f"{number:,.0f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_percent(value: Decimal | int) -> str:
    """`52.2%`, spaced as the language asks."""
    return gettext("%(number)s%%") % {"number": format_number(value)}


def precision_phrase(precision: str, number: str) -> str:
    """The number with the words that say how exact it is."""
    phrases = {
        Precision.AT_LEAST: gettext("more than %(number)s"),
        Precision.APPROXIMATE: gettext("about %(number)s"),
    }
    return phrases.get(Precision(precision), "%(number)s") % {"number": number}
