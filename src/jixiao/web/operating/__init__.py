"""An installation: its folder, its processes, their health, and copies of it (运行维护)."""
