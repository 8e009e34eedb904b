"""From a finding or a value back to the page: the picture with the cell marked, or the table as read with the cell marked (证据)."""
