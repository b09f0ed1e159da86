package dev.yatagarasu.bench.compare;

import java.io.IOException;

/**
 * nginx as a proxy in front of the origin, as somebody sets it up who wants it to be fast: connections kept alive on both
 * sides, answers cached for an hour under {@code /cached/}, and under {@code /uncached/} passed on without a detour
 * through the disk.
 */
final class NginxProxy {
    private NginxProxy() {}

    static int start(Nginx nginx, int originPort) throws IOException, InterruptedException {
        int port = Lab.freePort();
        nginx.start("nginx", port, http(originPort, port));
        return port;
    }

    private static String http(int originPort, int port) {
        return """
            upstream origin {
                server 127.0.0.1:%d;
                keepalive 64;
                keepalive_requests 1000000000;
            }
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_max_temp_file_size 0;
            proxy_cache_path cache levels=1:2 keys_zone=objects:16m max_size=1g inactive=1h use_temp_path=off;
            add_header X-Cache $upstream_cache_status;
            server {
                listen 127.0.0.1:%d;
                location = /ready { return 200; }
                location /cached/ {
                    proxy_cache objects;
                    proxy_cache_valid 200 1h;
                    proxy_cache_lock on;
                    proxy_pass http://origin/bucket/;
                }
                location /sliced/ {
                    slice 1m;
                    proxy_cache objects;
                    proxy_cache_key $uri$slice_range;
                    proxy_cache_valid 200 206 1h;
                    proxy_set_header Range $slice_range;
                    proxy_set_header Connection "";
                    proxy_pass http://origin/bucket/;
                }
                location /uncached/ { proxy_pass http://origin/bucket/; }
            }
            """.formatted(originPort, port);
    }
}
