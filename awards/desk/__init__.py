"""Awards given at the conference, at the secretariat's desk."""
