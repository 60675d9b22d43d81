"""The product's promises, tried. What lives in which folder: CONTRIBUTING.md."""
