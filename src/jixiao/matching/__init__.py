"""Which project and which indicator of one document is which of another: of last year, of another version, of another agency (匹配)."""
