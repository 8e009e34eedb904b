"""jixiao (绩效): open budget performance management for public agencies."""
