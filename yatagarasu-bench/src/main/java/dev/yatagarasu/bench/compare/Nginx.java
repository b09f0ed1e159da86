package dev.yatagarasu.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An nginx with a configuration and a directory of its own, in the foreground. */
final class Nginx {
    private final Lab lab;
    private final Path program;

    Nginx(Lab lab, Path program) {
        this.lab = lab;
        this.program = program;
    }

    /** Starts one that answers 200 to {@code /ready} on {@code port}; {@code http} is what stands in its http block. */
    void start(String name, int port, String http) throws IOException, InterruptedException {
        Files.createDirectories(lab.directory().resolve(name + "-temp"));
        Path file = Files.writeString(lab.directory().resolve(name + ".conf"), configuration(name, http));
        List<String> command =
                List.of(program.toString(), "-p", lab.directory() + "/", "-c", file.toString(), "-e", "stderr");
        lab.start(name, command, Map.of()).awaitReady(port, "/ready");
    }

    private static String configuration(String name, String http) {
        boolean root = "root".equals(System.getProperty("user.name"));
        return """
            %s
            daemon off;
            pid NAME.pid;
            error_log stderr warn;
            worker_processes auto;
            events { worker_connections 4096; }
            http {
                access_log off;
                default_type application/octet-stream;
                sendfile on;
                keepalive_requests 1000000000;
                client_body_temp_path NAME-temp/body;
                proxy_temp_path NAME-temp/proxy;
                fastcgi_temp_path NAME-temp/fastcgi;
                uwsgi_temp_path NAME-temp/uwsgi;
                scgi_temp_path NAME-temp/scgi;
            %s
            }
            """.formatted(root ? "user root;" : "", http.indent(4)).replace("NAME", name);
    }
}
