package dev.trainyard.config;

/**
 * SageMaker has not every instance type for every use: the families of each.
 *
 * <p>Source: the enumerations of docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html,
 * API_ProcessingClusterConfig.html and API_ProductionVariant.html, as botocore has them. Sizes are AWS's to judge.
 */
enum InstanceTypes {
    PROCESSING(
            "processing jobs",
            "c4|c5|c6i|c7i|c7i-flex|c8i|c8i-flex|g4dn|g5|g6|g6e|g7|g7e|m4|m5|m6i|m7i|"
                    + "m7i-flex|m8i|m8i-flex|p2|p3|p5|r5|r5d|r6i|r7i|r8i|r8i-flex|t3"),
    TRAINING(
            "training jobs",
            "c4|c5|c5n|c6i|c7i|c7i-flex|c8i|c8i-flex|g4dn|g5|g6|g6e|g7|g7e|m4|m5|m6i|"
                    + "m7i|m7i-flex|m8i|m8i-flex|p2|p3|p3dn|p4d|p4de|p5|p5e|p5en|p6-b200|p6-b300|"
                    + "p6e-gb200|r5|r5d|r6i|r7i|r8i|r8i-flex|t3|trn1|trn1n|trn2"),
    SERVING(
            "endpoints",
            "c4|c5|c5d|c6g|c6gd|c6gn|c6i|c6in|c7g|c7i|c8g|dl1|g4dn|g5|g6|g6e|g7|g7e|"
                    + "inf1|inf2|m4|m5|m5d|m6g|m6gd|m6i|m7i|m8g|p2|p3|p4d|p4de|p5|p5e|p5en|"
                    + "p6-b200|p6-b300|p6e-gb200|r5|r5d|r6g|r6gd|r6i|r7gd|r7i|r8g|t2|trn1|trn1n|"
                    + "trn2");

    private final String use;
    private final String families;

    InstanceTypes(String use, String families) {
        this.use = use;
        this.families = families;
    }

    Rule rule() {
        return Scalars.text(
                "an instance type that SageMaker has for %s: it must be one of the families %s, such as ml.m5.large"
                        .formatted(use, families.replace("|", ", ")),
                "ml\\.(%s)\\.([1-9][0-9]*x)?[a-z]*[a-z]".formatted(families));
    }
}
