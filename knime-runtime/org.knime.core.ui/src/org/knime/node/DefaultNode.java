package org.knime.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.knime.core.node.FluentNodeAPI;
import org.knime.core.node.NodeFactory.NodeType;
import org.knime.core.util.Version;
import org.knime.node.DefaultModel.RequireModelParameters;
import org.knime.node.DefaultView.RequireViewParameters;
import org.knime.node.RequirePorts.DynamicPortsAdder;
import org.knime.node.impl.description.ExternalResource;

/** A node in one declaration: what it is called, what it says of itself, its ports, its model, its view. */
public final class DefaultNode implements FluentNodeAPI {
    final String name;
    final String icon;
    final String shortDescription;
    final String fullDescription;
    final Version sinceVersion;
    final List<PortGroup> ports;
    final DefaultModel model;
    final List<ExternalResource> externalResources = new ArrayList<>();
    List<String> keywords = List.of();
    NodeType nodeType;
    private DefaultView view;

    private DefaultNode(
            String name,
            String icon,
            String shortDescription,
            String fullDescription,
            Version sinceVersion,
            Consumer<DynamicPortsAdder> ports,
            DefaultModel model) {
        this.name = name;
        this.icon = icon;
        this.shortDescription = shortDescription;
        this.fullDescription = fullDescription;
        this.sinceVersion = sinceVersion;
        this.ports = PortGroup.declaredBy(ports);
        this.model = model;
    }

    /** Starts the declaration; each stage asks for one required part. */
    public static RequireName create() {
        return name -> icon -> shortText -> fullText -> (major, minor, revision) -> ports -> model -> new DefaultNode(
                name,
                icon,
                shortText,
                fullText,
                new Version(major, minor, revision),
                ports,
                model.apply(DefaultModel.create()));
    }

    Optional<DefaultView> getView() {
        return Optional.ofNullable(view);
    }

    public DefaultNode addView(Function<RequireViewParameters, DefaultView> view) {
        this.view = view.apply(DefaultView.create());
        return this;
    }

    /** Sets the kind of the node; without it the ports decide between source, sink and manipulator. */
    public DefaultNode nodeType(NodeType nodeType) {
        this.nodeType = nodeType;
        return this;
    }

    /** Sets words that the node is found by, beside its name. */
    public DefaultNode keywords(String... keywords) {
        this.keywords = List.of(keywords);
        return this;
    }

    /** Adds a link to the description. */
    public DefaultNode addExternalResource(String href, String description) {
        externalResources.add(new ExternalResource(Objects.requireNonNull(href), Objects.requireNonNull(description)));
        return this;
    }

    /** First. */
    public interface RequireName {
        RequireIcon name(String name);
    }

    /** Second. */
    public interface RequireIcon {
        /** Takes the icon's path, relative to the factory class. */
        RequireShortDescription icon(String icon);
    }

    /** Third. */
    public interface RequireShortDescription {
        RequireFullDescription shortDescription(String shortDescription);
    }

    /** Fourth. */
    public interface RequireFullDescription {
        /** Takes the HTML of the description's introduction. */
        RequireSinceVersion fullDescription(String fullDescription);
    }

    /** Fifth. */
    public interface RequireSinceVersion {
        /** Takes the first version of the platform that has the node. */
        RequirePorts sinceVersion(int major, int minor, int revision);
    }

    /** Seventh, behind {@link RequirePorts}. */
    public interface RequireModel {
        DefaultNode model(Function<RequireModelParameters, DefaultModel> model);
    }
}
