"""Which tests run on PostgreSQL too: those of what a database can make different.

That is constraints, locks, transactions, races, order, search, dates, numbers and JSON as they are stored, figures that
the database counts, lists that it filters, every page of every role once, backups and moves. Words, forms, templates
and permissions are the same on both, and are tried beside SQLite alone.

A new file belongs here when its code writes SQL, locks rows, or asks for an order or a comparison that the two may
answer differently. Within these files a test marked `once` is left out, and so is one that uses no database.
"""

FILES = {
    "awards": (
        "constraints desk_races examples examples_load honour_figures honour_filters models unit_races unit_services"
    ),
    "backup": "create move restore",
    "clusters": (
        "accounts_lockout accounts_secrets admin_accounts admin_units constraints every_model fields history "
        "idempotent mandates models_clusters models_units numbers page_cache revision rules_in_memory successions "
        "unit_matching upload_storage"
    ),
    "pacts": (
        "chain chain_since comments constraints constraints_unit_parts desk_amend desk_changes desk_lost "
        "desk_years document draft_values models_conference models_pact models_rows notices races seal "
        "seal_checks seal_formats services shared unit_races unit_services"
    ),
    "pages": (
        "chain figures filters opendata_lists opendata_tables pacts rosters search search_index search_public "
        "timeline verify"
    ),
    "project": "admin any_text no_lock_while_reading two_languages",
}
ON_BOTH = {f"{folder}/test_{name}.py" for folder, names in FILES.items() for name in names.split()}
# What a test file says when what it tries may depend on the database.
SIGNS = "|".join(
    [
        r"transaction=True",
        r"\btransactional_db\b",
        r"\bIntegrityError\b",
        r"\bconnection\.(cursor|vendor)",
        r"select_for_update",
        r"threading",
    ]
)
# Files that say so and yet need one database, each with the reason.
ONE_IS_ENOUGH = {
    "clusters/test_accounts_invitations.py": "a thread stands for a slow mail server",
    "deploy/test_nginx.py": "nginx is what is tried",
    "project/test_outage.py": "a file that vanishes is SQLite's alone",
}


def name_of(path):
    """Return a test file's folder and name, as it is listed above."""
    return f"{path.parent.name}/{path.name}"
