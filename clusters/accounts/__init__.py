"""Accounts: signing in, a second factor, the own account, and inviting others."""
