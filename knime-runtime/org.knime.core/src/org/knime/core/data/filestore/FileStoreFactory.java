package org.knime.core.data.filestore;

/** Named in signatures only: the embedded runtime has no file stores. */
public abstract class FileStoreFactory {

    FileStoreFactory() {}
}
