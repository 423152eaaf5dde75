"""Makes what the module ships: sourcedir.tar.gz and the sample data. Runs on the tools environment, without pandas."""
