"""The project library: projects over years, the next year, examples (项目库)."""
