"""Open data: what the public pages tell, for machines. One kind of thing a file, each as JSON and as CSV."""
