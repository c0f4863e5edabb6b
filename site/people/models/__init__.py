"""Accounts, the devices they are used on, and what was promised to their owners."""

from people.models.promises import Deletion, LedgerEntry, MailedLink
from people.models.sign_ins import SignIn
from people.models.users import User, UserManager, UserQuerySet

__all__ = ["Deletion", "LedgerEntry", "MailedLink", "SignIn", "User", "UserManager", "UserQuerySet"]
