"""Numbers as Mexico writes them: a point before decimals, commas between thousands."""

DECIMAL_SEPARATOR = "."
THOUSAND_SEPARATOR = ","
