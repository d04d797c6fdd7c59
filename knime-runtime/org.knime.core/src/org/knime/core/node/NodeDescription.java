package org.knime.core.node;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.node.context.ports.ModifiablePortsConfiguration;
import org.knime.core.util.Version;
import org.w3c.dom.Element;

/** What users read about a node. Port numbers count from 0 and leave out the flow variable port. */
public abstract class NodeDescription {

    private boolean deprecated;

    /** A setting and its story. */
    public static final class DialogOption {

        private final String name;

        private final String description;

        private final boolean optional;

        /** Describes a setting. */
        public DialogOption(final String name, final String description, final boolean isOptional) {
            this.name = name;
            this.description = description;
            this.optional = isOptional;
        }

        /** Returns the setting's name. */
        public String getName() {
            return name;
        }

        /** Returns the setting's story. */
        public String getDescription() {
            return description;
        }

        /** Tells whether the setting can be left out. */
        public boolean isOptional() {
            return optional;
        }
    }

    /** Settings that belong together. */
    public static final class DialogOptionGroup {

        private final String name;

        private final String description;

        private final List<DialogOption> options;

        /** Describes settings; name and description may be {@code null}. */
        public DialogOptionGroup(final String name, final String description, final List<DialogOption> options) {
            this.name = name;
            this.description = description;
            this.options = options;
        }

        /** Returns the group's name. */
        public Optional<String> getName() {
            return Optional.ofNullable(name);
        }

        /** Returns the group's story. */
        public Optional<String> getDescription() {
            return Optional.ofNullable(description);
        }

        /** Returns the settings. */
        public List<DialogOption> getOptions() {
            return options;
        }
    }

    /** A page to read on. */
    public static final class DescriptionLink {

        private final String target;

        private final String text;

        /** Makes a link. */
        public DescriptionLink(final String target, final String text) {
            this.target = target;
            this.text = text;
        }

        /** Returns the address. */
        public String getTarget() {
            return target;
        }

        /** Returns what the link says. */
        public String getText() {
            return text;
        }
    }

    /** Ports that users add. */
    public static final class DynamicPortGroupDescription {

        private final String name;

        private final String identifier;

        private final String description;

        /** Describes a group of ports. */
        public DynamicPortGroupDescription(
                final String groupName, final String groupIdentifier, final String groupDescription) {
            name = groupName;
            identifier = groupIdentifier;
            description = groupDescription;
        }

        /** Returns the name as users see it. */
        public String getGroupName() {
            return name;
        }

        /** Returns the group's story. */
        public String getGroupDescription() {
            return description;
        }

        /** Returns the name as factories know it. */
        public String getGroupIdentifier() {
            return identifier;
        }
    }

    /** Returns the icon's path, relative to the factory or absolute; {@code null} if there is none. */
    public abstract String getIconPath();

    /** Returns an input's story, {@code null} if there is none. */
    public abstract String getInportDescription(final int index);

    /** Returns an input's name, {@code null} if there is no such port. */
    public abstract String getInportName(final int index);

    /** Returns the interactive view's name, {@code null} if there is none. */
    public abstract String getInteractiveViewName();

    /** Returns the interactive view's story. */
    public Optional<String> getInteractiveViewDescription() {
        return Optional.empty();
    }

    /** Returns the node's name, {@code null} if there is no description. */
    public abstract String getNodeName();

    /** Returns the long description. */
    public Optional<String> getIntro() {
        return Optional.empty();
    }

    /** Returns the settings. */
    public List<DialogOptionGroup> getDialogOptionGroups() {
        return List.of();
    }

    /** Returns pages to read on. */
    public List<DescriptionLink> getLinks() {
        return List.of();
    }

    /** Returns the description in one sentence. */
    public Optional<String> getShortDescription() {
        return Optional.empty();
    }

    /** Returns the groups of inputs that users add. */
    public List<DynamicPortGroupDescription> getDynamicInPortGroups() {
        return List.of();
    }

    /** Returns the groups of outputs that users add. */
    public List<DynamicPortGroupDescription> getDynamicOutPortGroups() {
        return List.of();
    }

    /** Returns an output's story, {@code null} if there is none. */
    public abstract String getOutportDescription(final int index);

    /** Returns an output's name, {@code null} if there is no such port. */
    public abstract String getOutportName(final int index);

    /** Returns the node's kind. */
    public abstract NodeType getType();

    /** Returns the number of views. */
    public abstract int getViewCount();

    /** Returns a view's story, {@code null} if there is none. */
    public abstract String getViewDescription(final int index);

    /** Returns a view's name, {@code null} if there is no such view. */
    public abstract String getViewName(final int index);

    /** Returns the whole description as XML, {@code null} if there is none. */
    public abstract Element getXMLDescription();

    /** Returns words by which the node is found. */
    public String[] getKeywords() {
        return new String[0];
    }

    /** Returns the version in which the node appeared. */
    public Optional<Version> getSinceVersion() {
        return Optional.empty();
    }

    /** Returns this description with all ports that users have added; itself if that makes no difference. */
    NodeDescription createUpdatedNodeDescription(final ModifiablePortsConfiguration portsConfiguration) {
        return this;
    }

    /** Says whether newer nodes replace this one. */
    protected void setIsDeprecated(final boolean b) {
        deprecated = b;
    }

    /** Tells whether newer nodes replace this one. */
    public boolean isDeprecated() {
        return deprecated;
    }
}
