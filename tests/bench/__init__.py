"""`make bench`: what a page costs, as a multiple of what the bare page costs on the same machine in the same run."""
