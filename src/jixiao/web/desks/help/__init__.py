"""What each page is for, and tours of three minutes."""
