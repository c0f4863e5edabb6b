"""The least a page in Wagtail costs: Wagtail's own way of serving, none of ours."""
