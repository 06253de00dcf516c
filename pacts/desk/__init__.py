"""The secretariat's desk: the clusters a person keeps, and each year's pact written as one document."""
