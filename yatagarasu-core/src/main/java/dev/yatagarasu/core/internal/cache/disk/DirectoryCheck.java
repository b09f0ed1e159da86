package dev.yatagarasu.core.internal.cache.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Looks at a cache directory from outside. */
public final class DirectoryCheck {
    /** File systems that show the kernel's own state. To root, who may write anything, they look like any other. */
    private static final Set<String> KERNEL_FILE_SYSTEMS =
            Set.of("proc", "sysfs", "cgroup", "cgroup2", "devpts", "debugfs", "tracefs", "securityfs", "pstore");

    private DirectoryCheck() {}

    /**
     * Why no cache can be kept there, as far as can be told without making or changing anything; empty if one can, also if
     * another one uses the directory just now.
     */
    public static Optional<String> problem(Path directory) {
        Path nearest = directory.toAbsolutePath();
        while (!Files.exists(nearest, LinkOption.NOFOLLOW_LINKS) && nearest.getParent() != null) {
            nearest = nearest.getParent();
        }
        if (!Files.isDirectory(nearest) || !Files.isWritable(nearest) || !Files.isExecutable(nearest)) {
            return Optional.of(nearest + " is no directory that this process may write to");
        }
        if (isKernelFileSystem(nearest)) {
            return Optional.of(nearest + " belongs to the kernel, which keeps no files there");
        }
        return lockProblem(DirectoryLock.file(directory));
    }

    private static boolean isKernelFileSystem(Path directory) {
        try {
            return KERNEL_FILE_SYSTEMS.contains(Files.getFileStore(directory).type());
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<String> lockProblem(Path lock) {
        boolean isUsable = !Files.exists(lock, LinkOption.NOFOLLOW_LINKS)
                || (Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS) && Files.isWritable(lock));
        return isUsable ? Optional.empty() : Optional.of(lock + " is no file that this process may write to");
    }
}
