package org.knime.core.webui.page;

/** A page that is loaded once for all the nodes that show it. */
public final class ReusablePage extends FromFilePage {

    private final String name;

    ReusablePage(FromFilePage page, String name) {
        super(page);
        this.name = name;
    }

    public String getPageId() {
        return getContentType() == ContentType.HTML ? name + ":" + System.identityHashCode(this) : name;
    }
}
