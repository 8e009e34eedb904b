"""Files that are read and become declarations (导入)."""
