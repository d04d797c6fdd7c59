package org.seqnet.engine.model;

import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.Schedule.Constant;
import org.seqnet.engine.options.Schedule.Cosine;
import org.seqnet.engine.options.Schedule.OneCycle;
import org.seqnet.engine.options.Schedule.ReduceOnPlateau;

/** A learning-rate schedule as fields of a model file; a constant rate is what a training has without such fields. */
final class ScheduleFields {
    private static final String KEY = "schedule";
    private static final String WARM_UP = "schedule.warmUpEpochs";
    private static final String FINAL_SHARE = "schedule.finalShare";
    private static final String FACTOR = "schedule.factor";
    private static final String PATIENCE = "schedule.patience";

    private enum Kind {
        CONSTANT,
        COSINE,
        ONE_CYCLE,
        REDUCE_ON_PLATEAU
    }

    private ScheduleFields() {}

    static void write(Schedule schedule, Fields fields) {
        if (!schedule.equals(Schedule.CONSTANT)) {
            schedule.fold(
                    constant -> begin(Kind.CONSTANT, constant, fields),
                    cosine -> begin(Kind.COSINE, cosine, fields).with(FINAL_SHARE, cosine.finalShare()),
                    oneCycle -> fields.with(KEY, Kind.ONE_CYCLE),
                    plateau -> begin(Kind.REDUCE_ON_PLATEAU, plateau, fields)
                            .with(FACTOR, plateau.factor())
                            .with(PATIENCE, plateau.patience()));
        }
    }

    private static Fields begin(Kind kind, Schedule schedule, Fields fields) {
        return fields.with(KEY, kind).with(WARM_UP, schedule.warmUpEpochs());
    }

    static Schedule read(Fields fields) throws MalformedModelException {
        if (!fields.has(KEY)) {
            return Schedule.CONSTANT;
        }
        return switch (fields.takeEnum(KEY, Kind.class)) {
            case CONSTANT -> new Constant(fields.takeDouble(WARM_UP));
            case COSINE -> new Cosine(fields.takeDouble(WARM_UP), fields.takeDouble(FINAL_SHARE));
            case ONE_CYCLE -> new OneCycle();
            case REDUCE_ON_PLATEAU -> new ReduceOnPlateau(
                    fields.takeDouble(WARM_UP), fields.takeDouble(FACTOR), fields.takeInt(PATIENCE));
        };
    }
}
