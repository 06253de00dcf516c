"""Generate a key for signing the head of the chain, as lines for `.env`."""

from django.core.management.base import BaseCommand

from pacts.chain.heads import new_key


class Command(BaseCommand):
    help = "Prints a new key for CHAIN_SIGNING_KEY, and its public key. Keeps neither."
    requires_system_checks = []

    def handle(self, *args, **options):
        key, public_key = new_key()
        self.stdout.write(f"# The public key that belongs to it: {public_key}\nCHAIN_SIGNING_KEY={key}")
