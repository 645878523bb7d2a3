"""The user's own reference tables become frozen values: statistics, issued targets, documents, units and leaders."""

from toolkit.references.folder import given, read_references
from toolkit.references.values import References

__all__ = ["References", "given", "read_references"]
