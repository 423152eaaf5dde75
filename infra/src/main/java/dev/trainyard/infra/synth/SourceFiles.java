package dev.trainyard.infra.synth;

import software.amazon.awscdk.CfnResource;
import software.amazon.awscdk.Stage;
import software.constructs.Construct;
import software.constructs.IConstruct;

/**
 * Writes into each resource's metadata which file of this repository made it, beside the path that CDK writes: who reads of a
 * refusal learns where to mend it.
 *
 * <p>The file is that of the nearest construct of our own, at or above the resource. A class's file is known by its name alone:
 * {@code dev.trainyard.infra.ml.MlStack} is of module {@code infra}. So the same files give the same bytes wherever they lie.
 */
public final class SourceFiles {

    /** Key of a resource's metadata: a path from the repository's root. */
    public static final String KEY = "trainyard:source";

    /** Key for the file of the class of ours that the construct's class extends, where there is one: either may have made it. */
    public static final String BASE = "trainyard:base";

    private static final String OURS = "dev.trainyard.";

    private SourceFiles() {}

    /**
     * Does so for all that is below a construct of ours by now, without stages inside it: they are synthesized already.
     *
     * @throws IllegalArgumentException for a construct that is not of this repository
     */
    public static void noteIn(Construct root) {
        if (!isOurs(root)) {
            throw new IllegalArgumentException(
                    "expected a construct whose class begins with %s, got %s".formatted(OURS, root.getClass()));
        }
        noteBelow(root, root.getClass());
    }

    private static void noteBelow(IConstruct construct, Class<?> maker) {
        for (var child : construct.getNode().getChildren()) {
            if (child instanceof Stage) {
                continue;
            }
            var nearest = isOurs(child) ? child.getClass() : maker;
            if (child instanceof CfnResource resource) {
                resource.addMetadata(KEY, of(nearest));
                if (isOurs(nearest.getSuperclass())) {
                    resource.addMetadata(BASE, of(nearest.getSuperclass()));
                }
            }
            noteBelow(child, nearest);
        }
    }

    private static boolean isOurs(IConstruct construct) {
        return isOurs(construct.getClass());
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(OURS);
    }

    /** Returns the path of a class's file from the repository's root. */
    static String of(Class<?> type) {
        var name = type.getName().split("\\$", 2)[0];
        var module = name.substring(OURS.length()).split("\\.", 2)[0];
        return "%s/src/main/java/%s.java".formatted(module, name.replace('.', '/'));
    }
}
