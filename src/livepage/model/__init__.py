"""What a page says, and what came of it: plain values, which every other room reads."""
