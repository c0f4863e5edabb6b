"""Accounts, the devices they are used on, and what was promised to their owners."""

from people.models.users import User, UserManager, UserQuerySet

__all__ = ["User", "UserManager", "UserQuerySet"]
