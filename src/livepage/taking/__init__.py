"""What a reader takes along: each block with what it needs to run alone."""
