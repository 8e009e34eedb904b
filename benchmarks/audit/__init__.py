"""What an audit costs after reading."""
