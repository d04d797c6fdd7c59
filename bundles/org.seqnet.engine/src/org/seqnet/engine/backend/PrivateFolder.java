package org.seqnet.engine.backend;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;

/** A folder that one user alone may write to, in a place where all may make folders. */
final class PrivateFolder {
    private PrivateFolder() {}

    /**
     * Makes the folder if it is not there.
     *
     * @throws IOException if it cannot be made, or another user made it or may write to it
     */
    static void make(Path folder, String userName) throws IOException {
        var user = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(userName);
        try {
            Files.createDirectory(folder, onlyFor(user, folder));
        } catch (FileAlreadyExistsException e) {
            // made before, or by somebody else: that shows below
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS) || !isPrivate(folder, user)) {
            throw new AccessDeniedException(folder.toString(), null, "other users can write to it");
        }
    }

    private static FileAttribute<?> onlyFor(UserPrincipal user, Path folder) {
        if (!folder.getFileSystem().supportedFileAttributeViews().contains("acl")) {
            return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        }
        var everything = AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(user)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT)
                .build();
        return new FileAttribute<List<AclEntry>>() {
            @Override
            public String name() {
                return "acl:acl";
            }

            @Override
            public List<AclEntry> value() {
                return List.of(everything);
            }
        };
    }

    private static boolean isPrivate(Path folder, UserPrincipal user) throws IOException {
        if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user)) {
            return false;
        }
        var acl = Files.getFileAttributeView(folder, AclFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        if (acl != null) {
            return acl.getAcl().stream()
                    .allMatch(entry -> entry.type() != AclEntryType.ALLOW
                            || entry.principal().equals(user));
        }
        var posix = Files.getFileAttributeView(folder, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        return posix != null
                && PosixFilePermissions.toString(posix.readAttributes().permissions())
                        .equals("rwx------");
    }
}
