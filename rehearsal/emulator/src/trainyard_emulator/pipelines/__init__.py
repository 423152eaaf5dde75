"""CodePipeline and CodeBuild's builds: played by the engine, asked through MiniStack."""
