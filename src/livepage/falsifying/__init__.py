"""The mutation run: falsify each claim in turn, and list what no check sees."""
