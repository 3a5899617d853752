namespace ContactsFunctions.Storage.Tests.Queue;

/// <summary>A clock that moves when told, and whose timers fire then.</summary>
internal sealed class StepClock : TimeProvider
{
    private readonly Lock mutex = new();
    private readonly List<StepTimer> timers = [];
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow()
    {
        lock (mutex)
        {
            return now;
        }
    }

    /// <summary>How many timers wait to fire within <paramref name="span"/>.</summary>
    public int Waiting(TimeSpan span)
    {
        lock (mutex)
        {
            return timers.Count(t => t.Due <= now + span);
        }
    }

    public void Advance(TimeSpan span)
    {
        List<StepTimer> due;
        lock (mutex)
        {
            now += span;
            due = [.. timers.Where(t => t.Due <= now)];
            due.ForEach(t => timers.Remove(t));
        }

        due.ForEach(t => t.Fire());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new StepTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Fires once: nothing under test counts on a period.</summary>
    private sealed class StepTimer(StepClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.mutex)
            {
                clock.timers.Remove(this);
                if (dueTime >= TimeSpan.Zero)
                {
                    Due = clock.now + dueTime;
                    clock.timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
