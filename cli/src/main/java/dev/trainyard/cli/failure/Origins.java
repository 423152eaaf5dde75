package dev.trainyard.cli.failure;

import java.util.Optional;

/** Who made what AWS speaks of. */
interface Origins {

    /** Returns what made the resource of an ARN; empty where no stack of the project has it. */
    Optional<MadeBy> of(String arn);
}
