"""What state machines do with SageMaker, in AWS's words, and where MiniStack's interpreter differs from AWS's."""
