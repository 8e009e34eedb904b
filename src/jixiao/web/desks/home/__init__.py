"""The first page: what waits for whom (首页)."""
