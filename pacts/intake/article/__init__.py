"""What a news item or a report about a pact says: facts with the places where they stand, for a person to accept."""
