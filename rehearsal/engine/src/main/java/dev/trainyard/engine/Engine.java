package dev.trainyard.engine;

import dev.trainyard.engine.json.Fields;
import dev.trainyard.engine.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** Serves CodePipeline and CodeBuild until standard input ends. */
public final class Engine {
    private Engine() {}

    public static void main(String[] arguments) throws IOException {
        EngineSettings settings = EngineSettings.of(System.getenv(), Path.of(System.getProperty("user.home")));
        try (Parts parts = new Parts(settings)) {
            System.out.println(Json.text(Fields.of("port", parts.serve()).map()));
            System.out.flush();
            Runtime.getRuntime().addShutdownHook(new Thread(parts::close));
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        System.exit(0); // executions in progress end with the stand-in
    }
}
