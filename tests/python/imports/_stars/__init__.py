__all__ = ["inner"]
unlisted = 1
