"""The secretariat's pages: its clusters, and each year's pact edited as one document."""
